#!/bin/sh
# Makes the certificates with which logs are sent: for an authority of your own, for the central server and for each host.
# Usage: sh certificates.sh FOLDER NAME...
# A second run with the same folder adds certificates of the same authority, or replaces those of the same names.
set -eu
umask 077
mkdir -p "$1"
cd "$1"
shift
key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

if [ ! -f ca-key.pem ]; then
  openssl req -x509 $key -days 3650 -subj "/CN=authority for logs" -keyout ca-key.pem -out ca.pem
fi

for name in "$@"; do
  case $name in
    ca | */* | -*) echo "$name cannot be the name of a machine: it must differ from ca, and begin with a letter or digit" >&2; exit 1 ;;
  esac
  openssl req -new $key -subj "/CN=$name" -keyout "$name-key.pem" -out "$name.csr"
  printf 'subjectAltName = DNS:%s\nextendedKeyUsage = serverAuth, clientAuth\n' "$name" > "$name.ext"
  openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 825 -extfile "$name.ext" -out "$name.pem"
  rm "$name.csr" "$name.ext"
done
