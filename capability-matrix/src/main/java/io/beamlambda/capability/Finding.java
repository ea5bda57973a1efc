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
package io.beamlambda.capability;

import org.jspecify.annotations.Nullable;

/**
 * A feature that a pipeline uses, and where.
 *
 * @param feature the feature's id
 * @param transform the full name of the user's outermost transform: the step that the user applied
 *     to the pipeline
 * @param detail what was found there, in words: the DoFn's class and the state's id, for example
 * @param source where that stands, as {@code File.java:12}; null where classes do not tell
 */
public record Finding(String feature, String transform, String detail, @Nullable String source) {

  /** A finding whose line of source is not known. */
  public Finding(String feature, String transform, String detail) {
    this(feature, transform, detail, null);
  }
}
