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
package io.beamlambda.runners.contract;

import io.beamlambda.io.EventMapping;
import io.beamlambda.io.LambdaIO;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.pipelines.AggregateOptions;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where flights set off, out of a lake of them. */
final class Origins {

  private Origins() {}

  static LambdaIO.Read<String> read(PipelineOptions options) {
    String lake = options.as(AggregateOptions.class).getLake();
    return LambdaIO.<String>read()
        .withLake(ParquetLake.at(String.valueOf(lake)).withEventTime("date"))
        .withMapping(
            EventMapping.of(
                    String.class,
                    row -> row.get("origin").toString(),
                    record -> {
                      throw new IllegalStateException("there is no stream");
                    })
                .withCoder(StringUtf8Coder.of()));
  }
}
