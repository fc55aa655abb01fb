using CsCheck;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>A hook that throws keeps an archive: nothing is deleted or overwritten that the hook was not asked about.</summary>
public sealed class ArchiveVetoTests : LogUnderTest
{
    readonly KeepingHooks _hooks = new();

    [Theory]
    [InlineData(1, "app.log: e10; .1: d10; .2: c10; .3: b10; .4: a10")]
    [InlineData(3, "app.log: e10; .1: d10; .2: c10; .3: b10; .4: a10")]
    public void WhileTheHookKeepsEveryArchiveTheChainGrows(int backupCount, string after)
    {
        _hooks.Keeps = _ => true;
        Log("a10 b10 c10 d10 e10", backupCount);
        Sized.AssertFolder(after, Folder);
    }

    [Fact]
    public void AnArchiveThatTheHookKeepsStaysWhileNewerOnesAreDeleted()
    {
        _hooks.Keeps = content => content == Sized.Text("a10");
        Log("a10 b10 c10 d10 e10 f10 g10", backupCount: 3);
        Sized.AssertFolder("app.log: g10; .1: f10; .2: e10; .3: d10; .5: a10", Folder);
    }

    [Fact]
    public void AnArchiveIsDeletedWhenTheHookNoLongerKeepsIt()
    {
        _hooks.Keeps = _ => true;
        Log("a10 b10 c10 d10 e10", backupCount: 2);
        _hooks.Keeps = _ => false;
        _hooks.Asked.Clear();
        Log("f10", backupCount: 2);
        Sized.AssertFolder("app.log: f10; .1: e10; .2: d10", Folder);
        Assert.Equal([Sized.Text("a10"), Sized.Text("b10"), Sized.Text("c10")], _hooks.Asked);
    }

    [Fact]
    public void SomethingForeignBeyondTheLastNumberDoesNotKeepTheHookFromBeingAsked()
    {
        Directory.CreateDirectory(Folder["app.log.2"]);
        _hooks.Keeps = content => content == Sized.Text("a10");
        Log("a10 b10 c10 d10", backupCount: 1);
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.4"], Folder.Names);
        Assert.Equal((Sized.Text("c10"), Sized.Text("a10")), (Folder.Text("app.log.1"), Folder.Text("app.log.4")));
    }

    [Fact]
    public void WhenNoNameIsLeftForAnArchiveThatTheHookKeepsTheFileGrows()
    {
        var name = new string('n', 253);
        _hooks.Keeps = _ => true;
        using (var log = OpenRotating(10, 9, new() { Hooks = _hooks }, path: Folder[name]))
        {
            Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10");
        }
        Assert.Equal(Sized.Text("j10 k10 l10"), Folder.Text(name));
        Assert.Equal((Sized.Text("i10"), Sized.Text("a10")), (Folder.Text(name + ".1"), Folder.Text(name + ".9")));
        Assert.Contains(Sized.Text("a10"), _hooks.Asked);
    }

    [Fact]
    public void WhateverTheHookKeepsNoContentGoesUnasked() =>
        Gen.Select(Gen.Bool.Array[1, 12], Gen.Int[1, 4]).Sample((answers, backupCount) =>
        {
            using var sample = new LogUnderTest();
            var (hooks, answer, allowed) = (new KeepingHooks(), 0, new List<string>());
            hooks.Keeps = content =>
            {
                var keeps = answers[answer++ % answers.Length];
                if (!keeps) allowed.Add(content);
                return keeps;
            };
            using (var log = sample.OpenRotating(10, backupCount, new() { Hooks = hooks }))
            {
                Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10");
            }
            var left = Archives.OldestFirst(sample.Folder).Select(sample.Folder.Text).ToArray();
            Assert.Equal(left.Order(StringComparer.Ordinal), left);
            Assert.Equal("abcdefghij".Select(c => Some.Line(c, 10)), left.Concat(allowed).Order(StringComparer.Ordinal));
        }, iter: Place.SamplesOfFiles(100));

    void Log(string lines, int backupCount)
    {
        using var log = OpenRotating(10, backupCount, new() { Hooks = _hooks });
        Sized.Log(log, lines);
    }

    sealed class KeepingHooks : MtaioFileHooks
    {
        public Func<string, bool> Keeps { get; set; } = _ => false;

        public List<string> Asked { get; } = [];

        public override void OnArchiveDeleting(string archivePath)
        {
            var content = FileInUse.Text(archivePath);
            Asked.Add(content);
            if (Keeps(content)) throw new InvalidOperationException("this archive is kept");
        }
    }
}
