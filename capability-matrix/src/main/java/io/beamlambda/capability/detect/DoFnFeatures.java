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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.BundleMethod;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.OnTimerFamilyMethod;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.OnTimerMethod;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.FinishBundleContextParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.PaneInfoParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.TimestampParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.WatermarkEstimatorParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature.Parameter.WindowParameter;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.jspecify.annotations.Nullable;

/** Features that a DoFn's class uses. */
final class DoFnFeatures {

  private final FindingList findings;
  private final StateFeatures state;
  private final MetricFeatures metrics;
  private final Map<Class<?>, ClassCode> code = new HashMap<>();

  DoFnFeatures(FindingList findings) {
    this.findings = findings;
    this.state = new StateFeatures(findings);
    this.metrics = new MetricFeatures(findings);
  }

  /** Adds what a DoFn uses, and returns what its class says. */
  DoFnSignature add(Place place, DoFn<?, ?> fn, boolean unbounded) {
    DoFnSignature signature = DoFnSignatures.signatureForDoFn(fn);
    ClassCode classCode = code.computeIfAbsent(fn.getClass(), ClassCode::of);
    FnPlace at = new FnPlace(place, fn, signature, classCode, unbounded);
    state.add(at);
    demands(at);
    splittable(at);
    if (at.isUsers()) {
      lifecycle(at);
      metadata(at);
      metrics.add(at);
    }
    return signature;
  }

  private void demands(FnPlace at) {
    DoFnSignature signature = at.signature();
    if (signature.onWindowExpiration() != null) {
      findings.add(
          "dofn.on-window-expiration",
          at.place(),
          at.name(),
          at.lineOf(signature.onWindowExpiration().targetMethod()));
    }
    if (requiresStableInput(signature)) {
      findings.add("dofn.stable-input", at.place(), at.name(), at.line());
    }
    if (signature.processElement().requiresTimeSortedInput()) {
      findings.add("dofn.time-sorted-input", at.place(), at.name(), at.line());
    }
    if (DoFnSignatures.usesBundleFinalizer(at.fn())) {
      findings.add("dofn.bundle-finalizer", at.place(), at.name(), at.line());
    }
  }

  private static boolean requiresStableInput(DoFnSignature signature) {
    Map<String, OnTimerMethod> timers = signature.onTimerMethods();
    Map<String, OnTimerFamilyMethod> families = signature.onTimerFamilyMethods();
    return signature.processElement().requiresStableInput()
        || (timers != null && timers.values().stream().anyMatch(OnTimerMethod::requiresStableInput))
        || (families != null
            && families.values().stream().anyMatch(OnTimerFamilyMethod::requiresStableInput))
        || (signature.onWindowExpiration() != null
            && signature.onWindowExpiration().requiresStableInput());
  }

  private void splittable(FnPlace at) {
    DoFnSignature signature = at.signature();
    if (!signature.processElement().isSplittable()) {
      return;
    }
    boolean unbounded = signature.isBoundedPerElement() == IsBounded.UNBOUNDED;
    findings.add(unbounded ? "sdf.unbounded" : "sdf.bounded", at.place(), at.name(), at.line());
    boolean estimates =
        signature.newWatermarkEstimator() != null
            || signature.processElement().extraParameters().stream()
                .anyMatch(WatermarkEstimatorParameter.class::isInstance);
    if (estimates && (unbounded || at.unbounded())) {
      findings.add("sdf.watermark-estimator", at.place(), at.name(), at.line());
    }
  }

  private void lifecycle(FnPlace at) {
    DoFnSignature signature = at.signature();
    List<String> methods =
        Stream.of(
                signature.setup() == null ? "" : "@Setup",
                signature.startBundle() == null ? "" : "@StartBundle",
                signature.finishBundle() == null ? "" : "@FinishBundle",
                signature.teardown() == null ? "" : "@Teardown")
            .filter(method -> !method.isEmpty())
            .toList();
    if (!methods.isEmpty()) {
      findings.add(
          "dofn.lifecycle",
          at.place(),
          "%s of %s".formatted(String.join(", ", methods), at.name()),
          at.line());
    }
    if (at.unbounded() && putsOutAtTheEnd(signature.finishBundle())) {
      findings.add(
          "dofn.bundle-output",
          at.place(),
          at.name(),
          at.lineOf(signature.finishBundle().targetMethod()));
    }
  }

  /** The context is what a bundle's end has to put something out with. */
  private static boolean putsOutAtTheEnd(@Nullable BundleMethod method) {
    return method != null
        && method.extraParameters().stream()
            .anyMatch(FinishBundleContextParameter.class::isInstance);
  }

  private void metadata(FnPlace at) {
    List<Parameter> parameters = at.signature().processElement().extraParameters();
    Set<Call> calls = at.code().allCalls();
    if (parameters.stream().anyMatch(PaneInfoParameter.class::isInstance)
        || calls.stream().anyMatch(call -> isContexts(call, "pane"))) {
      findings.add("pane.info", at.place(), at.name(), at.line());
    }
    if (parameters.stream()
            .anyMatch(x -> x instanceof WindowParameter || x instanceof TimestampParameter)
        || calls.stream().anyMatch(call -> isContexts(call, "timestamp"))) {
      findings.add("dofn.element-metadata", at.place(), at.name(), at.line());
    }
  }

  private static boolean isContexts(Call call, String name) {
    return call.name().equals(name)
        && call.owner().startsWith("org/apache/beam/sdk/transforms/DoFn$");
  }
}
