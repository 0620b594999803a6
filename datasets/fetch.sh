#!/usr/bin/env bash
# Fetch a large public text collection from its publisher, and check it.
# `fetch.sh --help` tells how; README.md next to this file tells what and on
# which terms.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

uci_base=https://archive.ics.uci.edu/ml/machine-learning-databases/bag-of-words
newsgroups_base=http://qwone.com/~jason/20Newsgroups
wikipedia_base=https://dumps.wikimedia.org

# Recorded by scikit-learn for this archive; its publisher gives no checksum.
newsgroups_sha256=8f1b2514ca22a5ade8fbb9cfa5727df95fa587f4c87b786e15c759fa66d95610

usage() {
  cat <<'EOF'
Usage: fetch.sh NAME [DIR]

Downloads the collection NAME into the folder DIR (by default the folder
`download` next to this script; it is made when missing).

NAME is one of
  20news           20 Newsgroups, 18846 messages, the archive as published
  kos              UCI bag of words: blog entries, 3430 documents
  nips             UCI bag of words: NIPS papers, 1500 documents
  enron            UCI bag of words: e-mails, 39861 documents
  nytimes          UCI bag of words: news articles, 300000 documents (0.2 GB)
  pubmed           UCI bag of words: abstracts, 8200000 documents (1.9 GB)
  LANGwiki[:DATE]  Wikipedia pages, for instance simplewiki, dewiki or
                   enwiki:20240601 (enwiki: 20 GB and more). Without a DATE,
                   the newest one published.

A download goes to a file *.part and gets its final name only after it has
passed its checks. After an interruption, run the same command again: it goes
on where it stopped. A file which is there already is checked, not downloaded.

Checks
  20news   The publisher gives no checksum: the SHA-256 which scikit-learn
           records for the archive, and the archive must be readable.
  UCI      The publisher gives no checksum: the gzip file must be whole, its
           three header lines must be the known D, W and NNZ, NNZ lines must
           follow, and the vocabulary must have W lines.
  *wiki    The SHA-1 (or else the MD5) published next to the dump.

Environment
  SVI_FETCH_BASE   Address used instead of the publisher's, for a mirror or a
                   test: the folder with the files (20news, UCI), or the
                   folder above enwiki/ and so on (*wiki).
                   http://, https:// and file:// work.

Exit status: 0 done, 1 a download or a check failed, 2 wrong usage.
EOF
}

say() { printf '%s\n' "fetch.sh: $*" >&2; }
die() {
  say "error: $*"
  exit 1
}
usage_error() {
  say "error: $*"
  say "fetch.sh --help lists the names"
  exit 2
}

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || die "the program $tool is missing"
  done
}

run_curl() {
  local progress=(--silent --show-error)
  if [[ -t 2 ]]; then progress=(--progress-bar); fi
  curl "${progress[@]}" --fail --location --proto '=http,https,file' \
    --proto-redir '=http,https' --connect-timeout 30 --retry 5 \
    --user-agent 'spark-svi-fetch' "$@"
}

# get URL FILE CHECK [ARGUMENT...]: download to FILE.part, run
# CHECK FILE.part ARGUMENT..., and only then rename it to FILE.
get() {
  local url=$1 file=$2 part=$2.part status=0 code
  shift 2
  if [[ -e $file ]]; then
    say "$file is there already, checking it"
    "$1" "$file" "${@:2}" || die "$file fails its check; remove it and run again"
    return
  fi
  if [[ -s $part ]]; then
    say "going on with $part"
    code=$(run_curl --continue-at - --output "$part" \
      --write-out '%{http_code}' "$url") || status=$?
    # The server takes no ranges (33, 36), or has nothing after what is here
    # (416). The last run may have been stopped just before its check.
    if ((status == 33 || status == 36)) || [[ $status/$code == 22/416 ]]; then
      if "$1" "$part" "${@:2}" 2>/dev/null; then
        mv -- "$part" "$file"
        say "$file is complete"
        return
      fi
      say "cannot go on, starting again"
      rm -f -- "$part"
      status=0
      run_curl --output "$part" "$url" || status=$?
    fi
  else
    say "downloading $url"
    run_curl --output "$part" "$url" || status=$?
  fi
  if ((status != 0)); then
    [[ -s $part ]] || rm -f -- "$part"
    die "download of $url failed (curl status $status); run again to go on"
  fi
  if ! "$1" "$part" "${@:2}"; then
    rm -f -- "$part"
    die "$url fails its check; the download is removed"
  fi
  mv -- "$part" "$file"
  say "$file is complete"
}

count_lines() { LC_ALL=C grep -c '' || (($? == 1)); }

# check_docword FILE D W NNZ
check_docword() {
  local file=$1 want="$2 $3 $4" found
  # One pass over the file: the header, then the number of the other lines.
  if ! found=$(gzip -dc <"$file" | {
    read -r d || d=
    read -r w || w=
    read -r nnz || nnz=
    printf '%s %s %s %s' "$d" "$w" "$nnz" "$(count_lines)"
  }); then
    say "not a whole gzip file"
    return 1
  fi
  if [[ $found != "$want $4" ]]; then
    say "D, W, NNZ and the number of lines are '$found' instead of '$want $4'"
    return 1
  fi
  say "D=$2 W=$3 NNZ=$4 as expected (the publisher gives no checksum)"
}

# check_vocab FILE W
check_vocab() {
  local found
  found=$(count_lines <"$1")
  if [[ $found != "$2" ]]; then
    say "the vocabulary has $found lines instead of $2"
    return 1
  fi
}

# check_sum PROGRAM CHECKSUM, as a check: check_sum FILE PROGRAM CHECKSUM
check_sum() {
  local found
  say "checking with $2"
  found=$("$2" <"$1")
  found=${found%% *}
  if [[ $found != "$3" ]]; then
    say "$2 gives $found instead of $3"
    return 1
  fi
}

check_newsgroups() {
  check_sum "$1" sha256sum "$newsgroups_sha256" || return 1
  say "(the publisher gives no checksum; this one is recorded by scikit-learn)"
  if ! gzip -dc <"$1" | tar -tf - >/dev/null; then
    say "not a readable archive"
    return 1
  fi
}

fetch_uci() {
  local name=$1 d=$2 w=$3 nnz=$4 base=${SVI_FETCH_BASE:-$uci_base}
  need gzip grep
  get "$base/vocab.$name.txt" "$dir/vocab.$name.txt" check_vocab "$w"
  get "$base/docword.$name.txt.gz" "$dir/docword.$name.txt.gz" \
    check_docword "$d" "$w" "$nnz"
}

fetch_newsgroups() {
  local base=${SVI_FETCH_BASE:-$newsgroups_base}
  need gzip tar sha256sum
  get "$base/20news-bydate.tar.gz" "$dir/20news-bydate.tar.gz" check_newsgroups
}

# fetch_wikipedia WIKI DATE
fetch_wikipedia() {
  local wiki=$1 date=$2 base=${SVI_FETCH_BASE:-$wikipedia_base}
  local kind list line sum name
  need grep sha1sum md5sum
  for kind in sha1 md5; do
    list=$dir/$wiki-$date-${kind}sums.txt
    # Never resumed: it is small, and that of `latest` changes.
    rm -f -- "$list.part"
    if run_curl --output "$list.part" \
      "$base/$wiki/$date/$wiki-$date-${kind}sums.txt"; then
      line=$(grep -E -m 1 \
        "^[0-9a-f]+ [ *]$wiki-[0-9]{8}-pages-articles\.xml\.bz2\$" \
        "$list.part" || true)
      if [[ -n $line ]]; then break; fi
      rm -f -- "$list.part"
      say "no pages-articles.xml.bz2 in ${kind}sums.txt of $wiki $date"
    else
      rm -f -- "$list.part"
      say "no ${kind}sums.txt for $wiki $date"
    fi
  done
  [[ -n ${line-} ]] || die "no published checksum for $wiki $date:" \
    "is there such a dump, and is it complete? See $wikipedia_base/$wiki/"
  sum=${line%% *}
  name=${line##*[ *]}
  # A dump named by its date, so that going on with it never mixes two dumps.
  date=${name#"$wiki-"}
  date=${date%%-*}
  mv -- "$list.part" "$dir/$wiki-$date-${kind}sums.txt"
  get "$base/$wiki/$date/$name" "$dir/$name" check_sum "${kind}sum" "$sum"
}

if [[ ${1-} == -h || ${1-} == --help ]]; then
  usage
  exit 0
fi
if (($# < 1 || $# > 2)) || [[ -z $1 ]]; then
  usage >&2
  exit 2
fi
name=$1
dir=${2:-$here/download}
if [[ -n ${SVI_FETCH_BASE-} ]]; then
  SVI_FETCH_BASE=${SVI_FETCH_BASE%/}
  say "using SVI_FETCH_BASE=$SVI_FETCH_BASE"
fi

case $name in
  20news | kos | nips | enron | nytimes | pubmed) ;;
  kjv) usage_error "kjv needs no download: it is in $here/kjv" ;;
  *)
    [[ $name =~ ^[a-z][a-z_]*wiki(:[0-9]{8})?$ ]] ||
      usage_error "unknown collection '$name'"
    ;;
esac

need curl
mkdir -p -- "$dir" || die "cannot make the folder $dir"

case $name in
  20news) fetch_newsgroups ;;
  kos) fetch_uci kos 3430 6906 353160 ;;
  nips) fetch_uci nips 1500 12419 746316 ;;
  enron) fetch_uci enron 39861 28102 3710420 ;;
  nytimes) fetch_uci nytimes 300000 102660 69679427 ;;
  pubmed) fetch_uci pubmed 8200000 141043 483450157 ;;
  *:*) fetch_wikipedia "${name%%:*}" "${name#*:}" ;;
  *) fetch_wikipedia "$name" latest ;;
esac
say "done: $name is in $dir"
