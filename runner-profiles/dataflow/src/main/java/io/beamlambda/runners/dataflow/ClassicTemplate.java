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
package io.beamlambda.runners.dataflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.TemplateMetadata;
import io.beamlambda.io.ReadProgress;
import io.beamlambda.pipelines.cli.JobException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * What there is to say about a classic template: it has no parameters, since everything that a job
 * reads was decided when the template was made.
 */
final class ClassicTemplate {

  private final TemplateMetadata metadata;

  private ClassicTemplate(TemplateMetadata metadata) {
    this.metadata = metadata;
  }

  /** Of a pipeline that has been built, and not been translated. */
  static ClassicTemplate of(Pipeline pipeline) {
    DataflowPipelineOptions options = pipeline.getOptions().as(DataflowPipelineOptions.class);
    String plans =
        ReadProgress.of(pipeline).stream()
            .map(read -> read.plan().toText())
            .collect(Collectors.joining("\n"));
    return new ClassicTemplate(
        new TemplateMetadata()
            .setName(options.getJobName())
            .setDescription(
                "Reads what was planned at %s, whenever it is run:\n%s"
                    .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), plans))
            .setStreaming(options.isStreaming())
            .setSupportsExactlyOnce(true)
            .setSupportsAtLeastOnce(false)
            .setParameters(List.of()));
  }

  /**
   * Writes the file in which Dataflow looks for it: next to the template, with {@code _metadata}
   * behind its name.
   */
  void writeMetadata(String templateLocation) {
    String file = templateLocation + "_metadata";
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(file, false), MimeTypes.TEXT))) {
      out.write(GsonFactory.getDefaultInstance().toPrettyString(metadata).getBytes(UTF_8));
    } catch (IOException e) {
      throw new JobException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
