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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** A reading with its record id. */
final class IdentifiedReadingCoder extends AtomicCoder<Reading> {

  private static final long serialVersionUID = 1L;

  @Override
  public void encode(Reading value, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(Objects.requireNonNull(value.id()), out);
    ReadingCoder.of().encode(value, out);
  }

  @Override
  public Reading decode(InputStream in) throws IOException {
    String id = StringUtf8Coder.of().decode(in);
    return ReadingCoder.of().decode(in).withId(id);
  }

  @Override
  public void verifyDeterministic() {}
}
