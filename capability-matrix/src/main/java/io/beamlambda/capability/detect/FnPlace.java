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

import java.lang.reflect.Method;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.jspecify.annotations.Nullable;

/**
 * A DoFn at a place.
 *
 * @param unbounded whether its main input is
 */
record FnPlace(
    Place place, DoFn<?, ?> fn, DoFnSignature signature, ClassCode code, boolean unbounded) {

  /** The DoFn, as users know it. */
  String name() {
    return ClassNames.brief(fn.getClass());
  }

  /** Whether it is the user's, and not one of the SDK's inside a transform. */
  boolean isUsers() {
    return !ClassNames.isSdks(fn.getClass());
  }

  /** Where a method begins, or null if that is the SDK's business. */
  @Nullable String lineOf(Method method) {
    return isUsers() ? code.lineOf(method).orElse(null) : null;
  }

  /** Where a field gets its value, or null if that is the SDK's business. */
  @Nullable String lineOf(String field) {
    return isUsers() ? code.lineOf(field).orElse(null) : null;
  }

  /** Where elements are processed. */
  @Nullable String line() {
    return lineOf(signature.processElement().targetMethod());
  }
}
