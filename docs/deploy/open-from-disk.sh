#!/usr/bin/env bash
# Sửa một bản dựng để mở được từ ổ đĩa, không cần máy chủ: open-from-disk.sh THƯ_MỤC. Chỉ dùng bash, find, sed, sha256sum.
# Makes a built site open from a disk, without a server: links to a folder lead to its index.html, which a browser does
# not look for by itself there. Only searching needs a server.
set -euo pipefail
[ -f "${1:?open-from-disk.sh THƯ_MỤC}/index.html" ] || { echo "$1 không phải một bản dựng" >&2; exit 2; }
find "$1" -name '*.html' -exec sed -i -E 's#((href|action)="[^/":?\#][^":?\#]*/)(["?\#])#\1index.html\3#g' {} +
# Những gì chỉ máy chủ dùng. / What only a server uses.
rm -rf "$1/.congbo" "$1/_headers" "$1/404.html"
cd "$1"
# Mã băm của các tệp như chúng đang có. / Digests of the files as they are now.
find . -type f ! -name 'SHA256SUMS*' | sed 's#^\./##' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum >SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
