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
package io.beamlambda.pipelines;

import org.jspecify.annotations.Nullable;

/**
 * The pipeline was asked for something that it cannot do, or not understandably. The message is one
 * sentence for the user: what was found, what was expected, what to do.
 */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A wrong use that {@code message} explains. */
  public UsageException(String message) {
    super(message);
  }

  /** A wrong use that {@code message} explains, found through {@code cause}. */
  public UsageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
