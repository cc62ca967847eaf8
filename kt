#!/usr/bin/env bash
# Runs the Keeptrail command line, from a checkout or an unpacked distribution: finds a JDK, builds a checkout when
# its sources are newer than the build, keeps a start-up cache, and hands over to Java. `kt --help` says what it can do.
set -euo pipefail

least_java=25

# Where one of these is closed, the next file that Java opens gets its number, and is read or written in its place.
# Open for reading only, a file refuses what is written: that nobody saw it is told then.
[ -e /dev/fd/0 ] || exec 0< /dev/null
[ -e /dev/fd/1 ] || exec 1< /dev/null
[ -e /dev/fd/2 ] || exec 2< /dev/null

say() { printf 'kt: %s\n' "$*" >&2; }

# What is good to know and no problem; whoever wants none of it sets KEEPTRAIL_QUIET.
tell() { [ -n "${KEEPTRAIL_QUIET:-}" ] || say "$@"; }

# The folder this script is in, through any symbolic links.
root_folder() {
  local path=$1 target
  while [ -L "$path" ]; do
    target=$(readlink "$path")
    case $target in
      /*) path=$target ;;
      *) path=${path%/*}/$target ;;
    esac
  done
  case $path in
    */*) CDPATH='' cd -P -- "${path%/*}" && pwd ;;
    *) pwd -P ;;
  esac
}

# Sets java_home and java_build when the folder holds a JDK that is new enough. Reads the `release` file
# that every JDK has: asking the JVM would cost more than the whole command.
accept_java() {
  local home=$1 line version='' build=''
  [ -n "$home" ] && [ -x "$home/bin/java" ] && [ -r "$home/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*) version=${line#*=} ;;
      JAVA_RUNTIME_VERSION=*) build=${line#*=} ;;
    esac
  done < "$home/release"
  version=${version//\"/}
  build=${build//\"/}
  local feature=${version%%[!0-9]*}
  [ -n "$feature" ] && [ "$feature" -ge "$least_java" ] || return 1
  java_home=$home
  java_build=${build:-$version}
}

find_java() {
  local home on_path
  if [ -n "${KEEPTRAIL_JAVA_HOME:-}" ]; then
    accept_java "$KEEPTRAIL_JAVA_HOME" && return
    say "KEEPTRAIL_JAVA_HOME is $KEEPTRAIL_JAVA_HOME, which is not a JDK $least_java or newer"
    exit 1
  fi
  accept_java "${JAVA_HOME:-}" && return
  for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    accept_java "$home" && return
  done
  if on_path=$(command -v java) && on_path=$(readlink -f "$on_path" 2>/dev/null); then
    accept_java "${on_path%/bin/java}" && return
  fi
  say "no JDK $least_java or newer found; install one (https://adoptium.net) or point KEEPTRAIL_JAVA_HOME at it"
  exit 1
}

# In a distribution this file is bin/kt beside lib/; in a checkout it stands at the top, and the jars are built.
# Sets root, dist and state, the folder for the start-up caches.
find_place() {
  local here
  here=$(root_folder "${BASH_SOURCE[0]}")
  installed=''
  if [ "${here##*/}" = bin ] && [ -s "${here%/bin}/lib/classpath" ]; then
    installed=yes
    root=${here%/bin}
    dist=$root/lib
    state=$root/cache
    # An installation for all users belongs to somebody else: each has caches of its own.
    if [ ! -w "$state" ] && [ ! -w "$root" ]; then
      [ -s "$state/start-read-$java_build.aot" ] || \
        state=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/keeptrail/${root//\//+}
    fi
  else
    root=$here
    dist=$root/cli/target/dist
    state=$root/.kt
  fi
}

# True when there is no build, or a source file or its folder changed after it.
needs_build() {
  [ -s "$dist/classpath" ] || return 0
  local changed
  changed=$(find "$root"/pom.xml "$root"/{language,detectors,detectors/evaluation,detectors/presidio,engine,ledger,ledger/postgresql,ledger/webhooks,ledger/kafka,repl,runtime-gateway,cli}/{pom.xml,src/main} \
    -newer "$dist/classpath" -print 2>/dev/null | head -n 1) || true
  [ -n "$changed" ]
}

build() {
  if ! command -v mvn >/dev/null 2>&1; then
    if [ -s "$dist/classpath" ]; then
      say "the sources are newer than the build, and Maven is not on the PATH: running the old build"
      return
    fi
    say "the first run builds Keeptrail with Maven, which is not on the PATH; install it (https://maven.apache.org)"
    exit 1
  fi
  mkdir -p "$state"
  # Two first runs at the same time: the second waits, and finds everything built.
  if command -v flock >/dev/null 2>&1; then
    exec 9> "$state/build.lock"
    if ! flock -n 9; then
      tell "another kt builds Keeptrail; waiting for it ..."
      flock 9
    fi
    needs_build || return 0
  fi
  local commit='' log="$state/build.log" watcher='' begun=$SECONDS
  tell "building Keeptrail (mvn -Dquick package), which takes some minutes the first time; Maven's output is in $log"
  : > "$log"
  if [ -t 2 ] && [ -z "${KEEPTRAIL_QUIET:-}" ]; then
    watch_build "$log" 9>&- &
    watcher=$!
  fi
  commit=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null) || commit=''
  local failed=''
  JAVA_HOME=$java_home mvn -B -ntp -Dquick -f "$root/pom.xml" -pl cli -am \
    -Dkeeptrail.commit="$commit" package > "$log" 2>&1 < /dev/null || failed=yes
  if [ -n "$watcher" ]; then
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    printf '\r\033[K' >&2
  fi
  if [ -n "$failed" ]; then
    # Its problems; all of it where it names none.
    grep -e '^\[ERROR\]' -e '^\[FATAL\]' "$log" >&2 || cat "$log" >&2
    say "the build failed; all of Maven's output is in $log"
    exit 1
  fi
  tell "built in $((SECONDS - begun)) s"
}

# Says on one line of the terminal how far Maven is. Ends with the launcher, however that ends.
watch_build() {
  local line
  while sleep 1 && kill -0 $$ 2>/dev/null; do
    line=$(grep -o 'Building .*\[[0-9]*/[0-9]*\]$' "$1" 2>/dev/null | tail -n 1 | tr -s ' ') || line=''
    [ -z "$line" ] || printf '\rkt: %s\033[K' "${line:0:70}" >&2
  done
}

# Makes the cache of loaded and linked classes (JEP 483, 514) that a cold start lives on. It is only ever an
# optimisation: where it cannot be made, the command runs without it, and it is not tried again for this build.
# Of several first commands at the same time one makes it, and the others run without it: each of them would keep a
# processor busy for nothing.
# $1 which one: every class of a cache is loaded at each start, so commands that only read packs have their own.
# The options that follow are those that the command itself will run with.
make_start_cache() {
  mkdir -p "$state" 2>/dev/null && [ -w "$state" ] || return 0
  local kind=$1
  shift
  cache_work=$start_cache.$$
  cache_claim=$start_cache.making
  claim_start_cache || return 0
  # What was left by one that was killed.
  rm -f "$start_cache".[0-9]* "$state"/start-*.aot.config
  trap give_up_start_cache EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # In a process group of its own, because Java makes the file in a second process.
  set -m
  "$java_home/bin/java" -XX:+IgnoreUnrecognizedVMOptions -XX:AOTCacheOutput="$cache_work" -Xlog:disable \
    "$@" "${native[@]}" -cp "$class_path" dev.keeptrail.cli.StartUpTraining "$root/packs" "$kind" \
    > /dev/null 2>&1 < /dev/null &
  cache_maker=$!
  set +m
  wait "$cache_maker" || true
  trap - EXIT INT TERM
  [ -s "$cache_work" ] || : > "$cache_work"
  mv -f "$cache_work" "$start_cache"
  rm -f "$cache_claim"
}

# False on a runner of a CI system, which sets CI: most are thrown away after the job, and a cache costs as much as
# several commands without one.
is_kept() {
  case ${CI:-} in '' | 0 | false) ;; *) return 1 ;; esac
}

# False when another process makes the same cache: one that is there, and has not been at it for ten minutes.
claim_start_cache() {
  local maker=''
  if ! (set -C; echo $$ > "$cache_claim") 2>/dev/null; then
    read -r maker 2>/dev/null < "$cache_claim" || true
    if [ -n "$maker" ] && kill -0 "$maker" 2>/dev/null && [ -z "$(find "$cache_claim" -mmin +10 2>/dev/null)" ]; then
      return 1
    fi
    echo $$ 2>/dev/null > "$cache_claim" || return 1
  fi
}

give_up_start_cache() {
  if [ -n "${cache_maker:-}" ]; then
    # Bash says nothing of the end of a job that it does not know any more.
    disown "$cache_maker" 2>/dev/null || true
    kill -KILL -- "-$cache_maker" 2>/dev/null || true
  fi
  rm -f "$cache_work"* "$cache_claim"
}

find_java
find_place
if [ -z "$installed" ] && needs_build; then
  build
fi

exec 9>&-

jars=$dist
[ -n "$installed" ] || jars=$dist/lib
class_path=$(< "$dist/classpath")
class_path=$jars/keeptrail-cli.jar:${class_path//lib\//"$jars"/}

# Plug-ins: folders of jars. They come last, so that the start-up cache stays valid.
if [ -n "${KEEPTRAIL_PLUGINS:-}" ]; then
  IFS=: read -r -a plugin_folders <<< "$KEEPTRAIL_PLUGINS"
  for folder in "${plugin_folders[@]}"; do
    if [ ! -d "$folder" ]; then
      say "KEEPTRAIL_PLUGINS names $folder, which is not a folder"
      exit 1
    fi
    for jar in "$folder"/*.jar; do
      [ ! -e "$jar" ] || plugins=${plugins:-}:$jar
    done
  done
fi

# The gateway's heap grows with what is needed, not with the machine's memory from the start: that is a 64th of it, and
# all of it is touched before the first collection. With one or two processors nothing can be collected beside the
# requests, so the collector that stops them for it costs no more, and needs half of the memory.
gateway_memory=(-Xms64m)
[ "$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 4)" -gt 2 ] || gateway_memory=(-XX:+UseSerialGC -Xms96m -Xmn64m)

# Short commands: what counts is the start.
long_options=(-XX:+UseSerialGC -XX:-UsePerfData)
short_options=("${long_options[@]}" -XX:TieredStopAtLevel=1)
native=(--enable-native-access=ALL-UNNAMED)
common=("${native[@]}" -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8)
[ ! -t 2 ] || common+=(-Dkeeptrail.watched=true)
if [ -t 1 ]; then
  common+=(-Dkeeptrail.terminal=true)
  # Tables are cut to the window. Bash asks for its size when a subshell ends; exporting it is left to scripts.
  shopt -s checkwinsize
  (:)
  [ -z "${COLUMNS:-}" ] || export COLUMNS
fi

# Short commands live on their start, so they compile little. What runs longer has the whole compiler.
options=("${short_options[@]}")
case "${1:-} ${2:-}" in
  'gateway run' | 'proxy run')
    kind=serve
    case " ${KEEPTRAIL_JAVA_OPTS:-} " in
      # Java refuses two collectors, and a heap that begins larger than it may become.
      *' -Xm'* | *' -XX:+Use'*GC* | *HeapSize=*) options=() ;;
      *) options=("${gateway_memory[@]}") ;;
    esac
    ;;
  'demo '* | 'detect eval' | 'bench '*)
    # As long as a gateway would run it: the whole compiler, or figures are not the gateway's.
    kind=''
    options=()
    ;;
  'replay '* | 'repl '* | 'policy coverage' | 'policy mutate')
    # Hundreds of thousands of decisions, perhaps, and all in one go: whole compiler, profiles from the cache.
    kind=replay
    options=("${long_options[@]}")
    ;;
  'events export' | 'export-jobs create' | 'export-jobs download' | 'ledger verify' | 'evidence create' | 'evidence verify')
    # The same for events.
    kind=read
    options=("${long_options[@]}")
    ;;
  'policy test' | 'policy explain' | 'policy mask' | 'policy build' | 'policy diff' | detect\ * | conformance\ *) kind=decide ;;
  *) kind=read ;;
esac
if [ -n "$kind" ]; then
  cache_options=(${options[@]+"${options[@]}"})
  start_cache=$state/start-$kind-$java_build.aot
  if [ ! "$start_cache" -nt "$dist/classpath" ] && is_kept; then
    # A script that calls short commands is told nothing of them.
    if [ "$kind" = serve ] || [ -t 2 ]; then
      tell "preparing the first start, which takes some seconds once"
    fi
    # Kinds that hold short commands too are made for those.
    [ "$kind" != read ] || cache_options=("${short_options[@]}")
    make_start_cache "$kind" ${cache_options[@]+"${cache_options[@]}"}
  fi
  if [ -s "$start_cache" ]; then
    options+=(-XX:AOTCache="$start_cache" -Xlog:disable '-Xlog:all=error,aot*=off,cds*=off:stderr')
  fi
fi

# A request costs less processor time where heap and compiled code are in huge pages. Some systems give them to nobody,
# and Java would say so at each start.
if [ "$kind" = serve ] && [ -r /sys/kernel/mm/transparent_hugepage/enabled ]; then
  case $(< /sys/kernel/mm/transparent_hugepage/enabled) in
    *'[never]'*) ;;
    *) options+=(-XX:+UseTransparentHugePages) ;;
  esac
fi

# Without a locale, as in containers and timers, Java can name no file outside ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  '' | C | POSIX) { export LC_ALL=C.UTF-8; } 2> /dev/null ;;
esac

# What a service is to run, and what `kt doctor` looks at.
export KEEPTRAIL_LAUNCHER=$root/kt
[ -z "$installed" ] || KEEPTRAIL_LAUNCHER=$root/bin/kt
export KEEPTRAIL_START_CACHES=$state

exec "$java_home/bin/java" ${options[@]+"${options[@]}"} "${common[@]}" ${KEEPTRAIL_JAVA_OPTS:-} \
  -cp "$class_path${plugins:-}" dev.keeptrail.cli.Main "$@"
