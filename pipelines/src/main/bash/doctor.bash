# Sourced by ./lambda for its command doctor. A Java that is missing or wrong cannot report on itself:
# what has to be right before a JVM starts is looked at here, and reported in the form that the classes
# DoctorText and DoctorJson of io.beamlambda.pipelines.doctor have. If it is right, the launcher goes
# on, and the JVM reports everything.

doctor_format=text
doctor_previous=""
for argument in "$@"; do
  case "$doctor_previous$argument" in
    --format=[jJ][sS][oO][nN] | --format[jJ][sS][oO][nN]) doctor_format=json ;;
  esac
  doctor_previous=""
  [ "$argument" != --format ] || doctor_previous=--format
done

# Findings, six lines each: check, status, found, expected, mend, command; the last two may be empty.
doctor_findings=()

# finding CHECK STATUS FOUND EXPECTED [MEND [COMMAND]]
doctor_finding() {
  doctor_findings+=("$1" "$2" "$3" "$4" "${5:-}" "${6:-}")
}

doctor_count() {
  local count=0 i
  for ((i = 1; i < ${#doctor_findings[@]}; i += 6)); do
    [ "${doctor_findings[i]}" != "$1" ] || count=$((count + 1))
  done
  printf '%s' "$count"
}

doctor_text() {
  local i check status found expected mend command
  for ((i = 0; i < ${#doctor_findings[@]}; i += 6)); do
    check="${doctor_findings[i]}" status="${doctor_findings[i + 1]}" found="${doctor_findings[i + 2]}"
    expected="${doctor_findings[i + 3]}" mend="${doctor_findings[i + 4]}"
    command="${doctor_findings[i + 5]}"
    if [ "$status" = ok ]; then
      printf '%-8s %s: %s (expected: %s)\n' "$status" "$check" "$found" "$expected"
      continue
    fi
    printf '%-8s %s: %s\n         expected: %s\n' "$status" "$check" "$found" "$expected"
    [ -z "$mend" ] || printf '         mend: %s\n' "$mend"
    [ -z "$command" ] || printf '         $ %s\n' "$command"
  done
  printf '\n%s ok, %s warning(s), %s fault(s)\n' "$(doctor_count ok)" "$(doctor_count warning)" \
    "$(doctor_count fault)"
}

doctor_quoted() {
  local text="$1"
  [ -n "$text" ] || { printf 'null'; return; }
  text="${text//\\/\\\\}"
  text="${text//\"/\\\"}"
  text="${text//$'\n'/\\n}"
  text="${text//$'\t'/\\t}"
  printf '"%s"' "$text"
}

doctor_json() {
  local i k names=(check status found expected mend command)
  printf '{\n  "ok" : %s,\n  "warnings" : %s,\n  "faults" : %s,\n  "findings" : [' \
    "$(doctor_count ok)" "$(doctor_count warning)" "$(doctor_count fault)"
  for ((i = 0; i < ${#doctor_findings[@]}; i += 6)); do
    [ "$i" -eq 0 ] && printf ' {' || printf ', {'
    for k in 0 1 2 3 4 5; do
      printf '\n    "%s" : %s' "${names[k]}" "$(doctor_quoted "${doctor_findings[i + k]}")"
      [ "$k" -eq 5 ] || printf ','
    done
    printf '\n  }'
  done
  printf ' ]\n}\n'
}

doctor_report() {
  "doctor_$doctor_format"
  exit "$USAGE"
}

# A JDK of the right version where they are usually installed, by the file that each has.
doctor_other_jdk() {
  local release
  for release in /usr/lib/jvm/*/release "${HOME:-/nowhere}"/.sdkman/candidates/java/*/release \
    /Library/Java/JavaVirtualMachines/*/Contents/Home/release; do
    if [ -f "$release" ] && [ -x "${release%/release}/bin/javac" ] &&
      [ -n "$(sed -n "s/^JAVA_VERSION=\"$JAVA_VERSION[\".].*/yes/p" "$release")" ]; then
      printf '%s' "${release%/release}"
      return
    fi
  done
}

doctor_java_fault() {
  local jdk
  jdk="$(doctor_other_jdk)"
  if [ -n "$jdk" ]; then
    doctor_finding java fault "$1" "a JDK $JAVA_VERSION: the runners do not support another one" \
      "set JAVA_HOME to a JDK $JAVA_VERSION; there is one on this machine:" "export JAVA_HOME=$jdk"
  else
    doctor_finding java fault "$1" "a JDK $JAVA_VERSION: the runners do not support another one" \
      "install a JDK $JAVA_VERSION, and set JAVA_HOME to it" "export JAVA_HOME=/path/to/jdk-$JAVA_VERSION"
  fi
}

doctor_java() {
  local java limit=() settings version home
  if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
    [ -x "$java" ] || { doctor_java_fault "JAVA_HOME is $JAVA_HOME, which has no bin/java"; return; }
  else
    java="$(command -v java || true)"
    [ -n "$java" ] || { doctor_java_fault "no JAVA_HOME, and no java on the PATH"; return; }
  fi
  ! command -v timeout >/dev/null || limit=(timeout 20)
  settings="$("${limit[@]}" "$java" -XshowSettings:properties -version 2>&1 </dev/null || true)"
  version="$(sed -n 's/^ *java\.specification\.version = //p' <<<"$settings")"
  home="$(sed -n 's/^ *java\.home = //p' <<<"$settings")"
  if [ "$version" != "$JAVA_VERSION" ]; then
    doctor_java_fault "$java is Java ${version:-of an unknown version}"
  elif [ ! -x "$home/bin/javac" ]; then
    doctor_finding java warning "Java $version in $home, without a compiler" "a JDK $JAVA_VERSION" \
      "set JAVA_HOME to a JDK $JAVA_VERSION, so that ./lambda can build what changes"
  else
    doctor_finding java ok "Java $version in $home" "a JDK $JAVA_VERSION"
  fi
  # shellcheck disable=SC2086 # several options in one variable
  if ! settings="$("${limit[@]}" "$java" "@$root/runner-profiles/$profile/jvm.flags" \
    ${LAMBDA_JAVA_OPTS:-} -version 2>&1 </dev/null)"; then
    doctor_finding jvm.flags fault \
      "the JVM does not start with them: $(head -n 1 <<<"$settings")" \
      "flags of runner-profiles/$profile/jvm.flags and of LAMBDA_JAVA_OPTS that Java $version takes" \
      "correct LAMBDA_JAVA_OPTS, or leave it out" "unset LAMBDA_JAVA_OPTS"
  fi
}

doctor_maven() {
  if command -v mvn >/dev/null; then
    doctor_finding maven ok "$(command -v mvn)" "Maven 3.8 or later"
  else
    doctor_finding maven warning "no Maven on the PATH" "Maven 3.8 or later" \
      "install it, so that ./lambda can build what changes"
  fi
}

# What the launcher would end with, from here on: a sentence whose last part says what to do.
die() {
  local sentence mend
  shift
  sentence="$*"
  sentence="${sentence%.}"
  case "$sentence" in
    *": "*) mend="${sentence##*: }" ;;
    *) mend="mend what Maven's messages name" ;;
  esac
  doctor_finding build fault "${sentence%: *}" "a profile that is built, or can be" "$mend"
  doctor_report
}

doctor_java
doctor_maven
[ "$(doctor_count fault)" -eq 0 ] || doctor_report
