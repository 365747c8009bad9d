# Từ các thông báo của `congbo check --format json` (mỗi dòng một đối tượng) thành báo cáo Code Quality của GitLab.
# From the findings of `congbo check --format json` to a GitLab Code Quality report:
#
#   jq --slurp --from-file gitlab-code-quality.jq phat-hien.jsonl > gl-code-quality-report.json
#
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

# GitLab shows one finding a fingerprint, and compares the two ends of a merge request by it. So it holds path, code,
# message and which of several alike this is, but no line: a paragraph put in above makes no old finding a new one.
def digest($modulus): reduce explode[] as $letter (7; (. * 8191 + $letter) % $modulus);
def fingerprint: [digest(2147483647), digest(2147483629), digest(2147483587)] | map(tostring) | join("-");

sort_by(.path, .line, .column)
| group_by([.path, .code, .message])
| map(to_entries[] | .key as $nth | .value | {
    description: "\(.message): \(.help)",
    check_name: .code,
    fingerprint: ("\(.path)\n\(.code)\n\(.message)\n\($nth)" | fingerprint),
    severity: {error: "major", warning: "minor", hint: "info"}[.severity],
    location: {path: .path, lines: {begin: .line}}
  })
| sort_by(.location.path, .location.lines.begin)
