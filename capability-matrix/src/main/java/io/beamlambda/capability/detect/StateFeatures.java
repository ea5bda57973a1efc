/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.beamlambda.capability.detect;

import io.beamlambda.capability.detect.ClassCode.Call;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.TimerFamilyParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.TimerParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.StateDeclaration;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.TimerDeclaration;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.TimerFamilyDeclaration;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.jspecify.annotations.Nullable;

/** Features of the state and timers that a DoFn declares. */
final class StateFeatures {

  private static final String TIMER = Timer.class.getName().replace('.', '/');

  private final FindingList findings;

  StateFeatures(FindingList findings) {
    this.findings = findings;
  }

  void add(FnPlace at) {
    for (StateDeclaration state : at.signature().stateDeclarations().values()) {
      String kind = DoFnSignatures.getStateSpecOrThrow(state, at.fn()).match(StateKind.OF);
      findings.add(
          kind,
          at.place(),
          "state '%s' of %s".formatted(state.id(), at.name()),
          at.lineOf(state.field().getName()));
    }
    for (TimerDeclaration timer : at.signature().timerDeclarations().values()) {
      TimerSpec spec = DoFnSignatures.getTimerSpecOrThrow(timer, at.fn());
      String subject =
          "timer '%s' of %s".formatted(plain(timer.id(), TimerDeclaration.PREFIX), at.name());
      timer(at, spec, subject, timer.field());
    }
    for (TimerFamilyDeclaration family : at.signature().timerFamilyDeclarations().values()) {
      TimerSpec spec = DoFnSignatures.getTimerFamilySpecOrThrow(family, at.fn());
      String subject =
          "timer family '%s' of %s"
              .formatted(plain(family.id(), TimerFamilyDeclaration.PREFIX), at.name());
      timer(at, spec, subject, family.field());
      findings.add("timer.family", at.place(), subject, at.lineOf(family.field().getName()));
    }
    looping(at);
    calls(at);
  }

  private void timer(FnPlace at, TimerSpec spec, String subject, Field field) {
    String feature =
        spec.getTimeDomain() == TimeDomain.EVENT_TIME
            ? "timer.event-time"
            : "timer.processing-time";
    findings.add(feature, at.place(), subject, at.lineOf(field.getName()));
  }

  private void looping(FnPlace at) {
    DoFnSignature signature = at.signature();
    orEmpty(signature.onTimerMethods())
        .forEach(
            (id, method) ->
                loop(
                    at,
                    method.targetMethod(),
                    method.extraParameters(),
                    parameter ->
                        parameter instanceof TimerParameter timer
                            && timer.referent().id().equals(id)));
    orEmpty(signature.onTimerFamilyMethods())
        .forEach(
            (id, method) ->
                loop(
                    at,
                    method.targetMethod(),
                    method.extraParameters(),
                    parameter ->
                        parameter instanceof TimerFamilyParameter family
                            && family.referent().id().equals(id)));
  }

  private void loop(
      FnPlace at,
      Method method,
      List<DoFnSignature.Parameter> parameters,
      Predicate<DoFnSignature.Parameter> sameTimer) {
    if (parameters.stream().anyMatch(sameTimer)
        && at.code().callsFrom(method).stream().anyMatch(StateFeatures::setsTimer)) {
      findings.add(
          "timer.looping",
          at.place(),
          "%s of %s sets its own timer".formatted(method.getName(), at.name()),
          at.lineOf(method));
    }
  }

  private void calls(FnPlace at) {
    Set<Call> calls = at.code().allCalls();
    if (calls.stream().anyMatch(call -> isTimers(call, "clear"))) {
      findings.add("timer.clear", at.place(), at.name() + " clears a timer", at.line());
    }
    if (calls.stream().anyMatch(call -> isTimers(call, "withOutputTimestamp"))) {
      findings.add(
          "timer.output-timestamp",
          at.place(),
          at.name() + " gives a timer an output timestamp",
          at.line());
      if (at.unbounded()) {
        findings.add(
            "state.watermark-hold",
            at.place(),
            at.name() + " holds the watermark by a timer's output timestamp",
            at.line());
      }
    }
  }

  private static boolean setsTimer(Call call) {
    return isTimers(call, "set") || isTimers(call, "setRelative");
  }

  private static boolean isTimers(Call call, String name) {
    return call.owner().equals(TIMER) && call.name().equals(name);
  }

  private static String plain(String id, String prefix) {
    return id.substring(prefix.length());
  }

  private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> methods) {
    return methods == null ? Map.of() : methods;
  }
}
