using CsCheck;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tests.Systems;

/// <summary>The names that Windows does not allow are known on every system; on others they are names like all others.</summary>
public sealed class WindowsNamesTests
{
    static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        .. "0123456789¹²³".SelectMany(n => new[] { $"COM{n}", $"LPT{n}" }),
    ];

    static readonly Gen<string> Device = Gen.Int[0, Devices.Length - 1].Select(i => Devices[i]);

    static readonly Gen<string> Names = Gen.Char["abcCONUL0123.- _$¹日{}~#%&'()+,;=@[]`!^"].Array[1, 12].Select(c => new string(c));

    static readonly Gen<string> Folders = Gen.OneOf(
        "", @"C:\", "c:/", @"C:logs\", @"\", "/", @"logs\", "../logs/", @".\", @"\\server\share\", "//server/share/x/", @"C:\a\..\b\");

    [Theory]
    [InlineData("app.log")]
    [InlineData(@"C:\logs\app.log")]
    [InlineData("c:/logs/app.log")]
    [InlineData("C:app.log")]
    [InlineData(@"..\logs\.\app.log")]
    [InlineData(@"\\server\share\logs\app.log")]
    [InlineData(@"\\wsl$\Debian\tmp\app.log")]
    [InlineData(@"\\fe80--1.ipv6-literal.net\share\app.log")]
    [InlineData(@"\\?\C:\logs\app.log")]
    [InlineData(@"\\?\C:\logs\aux.log")]
    [InlineData(@"\\?\C:\logs.\app.log ")]
    [InlineData(@"\\?\UNC\server\share\app.log")]
    [InlineData(@"\\?\Volume{b75e2c83-0000-0000-0000-602f00000000}\app.log")]
    [InlineData(@"\??\C:\logs\app.log")]
    [InlineData(@"\\.\pipe\log")]
    [InlineData("//./pipe/log")]
    [InlineData(@"\\.\NUL")]
    [InlineData(@"\\.\COM1")]
    [InlineData("NUL")]
    [InlineData("nul")]
    [InlineData(@"C:\logs\Nul")]
    [InlineData("console.log")]
    [InlineData("com.log")]
    [InlineData("com10.log")]
    [InlineData("COM1_.log")]
    [InlineData("lpt.log")]
    [InlineData("auxiliary.log")]
    [InlineData("nul1")]
    [InlineData("app.con")]
    [InlineData("app.log.nul")]
    [InlineData(".aux")]
    [InlineData(" app.log")]
    [InlineData("日本語.log")]
    [InlineData("a{date}b.log")]
    public void AFileOrDeviceCanHaveThePath(string path) => Assert.Null(NameRules.Windows.MistakeIn(path));

    [Theory]
    [InlineData("con", "\"con\" is the device CON, in every folder and with every ending; write, for instance, con_")]
    [InlineData("aux.log", "\"aux.log\" is the device AUX, in every folder and with every ending; write, for instance, aux_.log")]
    [InlineData(@"C:\logs\Com1.2.log", "\"Com1.2.log\" is the device COM1,", "Com1_.2.log")]
    [InlineData("LPT¹.log", "is the device LPT¹,", "LPT¹_.log")]
    [InlineData("prn /app.log", "\"prn \" ends in a space", "prn_")]
    [InlineData("prn .log", "is the device PRN,", "prn_ .log")]
    [InlineData(@"nul\app.log", "\"nul\" is the device NUL,", "nul_")]
    [InlineData("NUL.log", "is the device NUL,", "NUL_.log")]
    [InlineData("conout$.txt", "is the device CONOUT$,", "conout$_.txt")]
    [InlineData("//server/share/aux/app.log", "\"aux\" is the device AUX,", "aux_")]
    [InlineData("a?b.log", "\"a?b.log\" has '?', which no name has on Windows; write, for instance, a_b.log")]
    [InlineData(@"C:\<logs>\app.log", "\"<logs>\" has '<'", "_logs_")]
    [InlineData("a\"b|c*.log", "has '\"'", "a_b_c_.log")]
    [InlineData("a\tb.log", "has U+0009", "a_b.log")]
    [InlineData(@"C:\logs\12:30.log", "\"12:30.log\" has ':', which can only follow the letter of a drive on Windows", "12_30.log")]
    [InlineData("12:30.log", "has ':'", "12_30.log")]
    [InlineData("CD:x.log", "has ':'", "CD_x.log")]
    [InlineData(@"C:\logs\app.log:stream", "has ':'", "app.log_stream")]
    [InlineData("app.log.", "\"app.log.\" ends in a dot, which Windows leaves out; write, for instance, app.log")]
    [InlineData("app.log ", "ends in a space", "app.log")]
    [InlineData("logs./app.log", "\"logs.\" ends in a dot", "logs")]
    [InlineData(".../app.log", "\"...\" ends in a dot", "app")]
    [InlineData("aux.", "ends in a dot", "aux_")]
    [InlineData(@"\\?\C:\logs\a?b.log", "has '?'", "a_b.log")]
    [InlineData(@"\\?\C:\logs\app:log", "has ':'", "app_log")]
    public void TheMistakeAndARightNameAreTold(string path, string mistake, string? right = null)
    {
        var message = NameRules.Windows.MistakeIn(path);
        Assert.NotNull(message);
        Assert.Contains(mistake, message, StringComparison.Ordinal);
        if (right is not null) Assert.EndsWith($"; write, for instance, {right}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNameOfADeviceIsRefusedInEveryFolderAndCaseAndWithEveryEnding() =>
        Gen.Select(Folders, Device, Gen.Bool, Gen.OneOf(".log", ".a.b", " .txt", ". x"), Gen.Bool).Sample(
            (folder, device, isLower, ending, isFolder) =>
            {
                if (isLower) device = device.ToLowerInvariant();
                Assert.NotNull(NameRules.Windows.MistakeIn($"{folder}{device}{ending}{(isFolder ? "/app.log" : "")}"));
                Assert.NotNull(NameRules.Windows.MistakeIn($"{folder}{device}/app.log"));
            },
            threads: 1);

    [Fact]
    public void EveryImpossibleCharacterIsRefusedAndTheNameThatIsProposedIsPossible() =>
        Gen.Select(Folders, Names, Gen.OneOf(Gen.Char["<>:\"|?*"], Gen.Char['\0', '\x1f']), Gen.Int[0, 12]).Sample(
            (folder, name, character, position) =>
            {
                // A colon behind one letter would follow a drive.
                name = "ab" + name;
                name = name.Insert(Math.Min(position + 2, name.Length), $"{character}");
                AssertRefused(folder + name);
            },
            iter: 20_000,
            threads: 1);

    [Fact]
    public void ANameIsPossibleOrTheNameThatIsProposedIs() =>
        Gen.Select(Folders, Gen.OneOf(Names, Device, Gen.Select(Device, Names, (d, n) => $"{d}.{n}"))).Sample(
            (folder, name) =>
            {
                if (NameRules.Windows.MistakeIn(folder + name) is not null) AssertRefused(folder + name);
            },
            iter: 20_000,
            threads: 1);

    [Fact]
    public void NothingIsRefusedOnOtherSystems() =>
        Gen.Select(Folders, Gen.String).Sample((folder, name) =>
        {
            Assert.Null(NameRules.Linux.MistakeIn(folder + name));
            Assert.Null(NameRules.MacOS.MistakeInName(name));
        });

    static void AssertRefused(string path)
    {
        const string Proposal = "; write, for instance, ";
        var mistake = NameRules.Windows.MistakeIn(path);
        Assert.NotNull(mistake);
        var proposed = mistake[(mistake.LastIndexOf(Proposal, StringComparison.Ordinal) + Proposal.Length)..];
        Assert.Null(NameRules.Windows.MistakeInName(proposed));
    }
}
