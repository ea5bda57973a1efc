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

import io.beamlambda.pipelines.cli.Lambda;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code ./lambda} said and returned. */
record CommandLineRun(int exitCode, String output) {

  static CommandLineRun of(List<String> arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output, true);
    int exitCode = Lambda.execute(writer, writer, arguments.toArray(String[]::new));
    return new CommandLineRun(exitCode, output.toString());
  }

  static CommandLineRun run(String pipeline, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("run", pipeline, "--runner=dataflow"));
    arguments.addAll(options);
    return of(arguments);
  }

  /** Options that lead a job to a service that stands in for Google's, and no file to Google. */
  static List<String> offline(String serviceUrl, Path stagingFolder) {
    return List.of(
        "--project=" + FakeDataflow.PROJECT,
        "--region=" + FakeDataflow.REGION,
        "--tempLocation=gs://bucket/temp",
        "--dataflowEndpoint=" + serviceUrl,
        "--gcsEndpoint=" + serviceUrl,
        "--credentialFactoryClass=" + FakeCredentials.class.getName(),
        "--pathValidatorClass=org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator",
        "--stagerClass=" + FolderStager.class.getName(),
        "--stagingFolder=" + stagingFolder,
        "--filesToStage=" + Path.of("pom.xml").toAbsolutePath());
  }
}
