#!/usr/bin/env bash
# Tải congbo vào thư mục bin và đối chiếu mã băm: download-congbo.sh. Chỉ dùng bash, curl, tar, sha256sum.
# Downloads the congbo of .ci/congbo-version into bin/ and verifies its digest.
set -euo pipefail
cd "$(dirname "$0")/.."
version='' download='' sha256=''
# shellcheck source=congbo-version
. .ci/congbo-version
base="${CONGBO_DOWNLOAD:-$download}"
name="congbo-$version-linux-x86_64"
case $base in
  '') echo "Ghi nơi tải congbo vào .ci/congbo-version (download=…)." >&2; exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl --fail --silent --show-error --location --output "$work/$name.tar.gz" "$base/$name.tar.gz"
if [ -n "$sha256" ]; then
  echo "$sha256  $name.tar.gz" >"$work/SHA256SUMS"
else
  curl --fail --silent --show-error --location --output "$work/all" "$base/SHA256SUMS"
  grep " [ *]\{0,1\}$name\.tar\.gz$" "$work/all" >"$work/SHA256SUMS" ||
    { echo "SHA256SUMS không có $name.tar.gz" >&2; exit 1; }
  echo "Để ghim tệp này, ghi vào .ci/congbo-version: sha256=$(cut -d' ' -f1 "$work/SHA256SUMS")"
fi
(cd "$work" && sha256sum --check --quiet SHA256SUMS)
mkdir -p bin
tar -xzf "$work/$name.tar.gz" -C bin --strip-components=1 "$name/congbo"
bin/congbo --version
