# shellcheck shell=bash disable=SC2154 # variables of ../build
# What the build tells people: one line a step, and where the details are when one fails.

say() {
  erase
  printf '[node %4d s] %s\n' "$SECONDS" "$*"
}

progress_shown=no last_progress=0

# progress TEXT: how far a step is: on a terminal in place, elsewhere as a line every half minute.
progress() {
  if [[ -t 1 ]]; then
    erase
    printf '[node %4d s] %s' "$SECONDS" "$*"
    progress_shown=yes
  elif ((SECONDS - last_progress >= 30)); then
    last_progress=$SECONDS
    say "$*"
  fi
}

erase() {
  if [[ $progress_shown == yes ]]; then printf '\r\033[K'; fi
  progress_shown=no
}

fail() {
  printf 'node/build: %s\n' "$*" >&2
  exit 1
}

# step NAME COMMAND...: runs a command with its output in the log. In the background, because bash does not heed a signal
# while it waits for a command in the foreground.
step() {
  local name=$1 began=$SECONDS
  shift
  "$@" >>"$log" 2>&1 &
  step_wait "$name" $!
  say "$name ($((SECONDS - began)) s)"
}

# step_wait NAME PID: waits for a step that runs in the background.
step_wait() {
  local name=$1 pid=$2
  if ! wait "$pid"; then
    printf 'node/build: %s failed; the end of %s:\n' "$name" "$log" >&2
    tail -n 25 "$log" >&2
    exit 1
  fi
}

clean_up() {
  local status=$1 group mount
  erase
  trap - EXIT INT TERM
  exec 2>/dev/null # all has been said but what bash says of jobs that are ended
  for group in $(jobs -p); do kill -- "-$group" || true; done
  wait || true
  # debootstrap leaves these mounted when it is interrupted.
  for mount in proc sys; do
    if mountpoint -q "$temporary/root/$mount"; then umount -l "$temporary/root/$mount"; fi
  done
  rm -rf --one-file-system "$temporary"
  exit "$status"
}

# hash_of FOLDER [FIND-TEST...]: a short hash of the names and contents of files; not of their dates and owners.
hash_of() {
  local folder=$1
  shift
  (cd "$folder" && find . -type f "$@" -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
}
