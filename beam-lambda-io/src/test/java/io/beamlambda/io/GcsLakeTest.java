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
package io.beamlambda.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.stores.FakeGcs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Date;
import java.util.List;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lakes on Google Cloud Storage, as far as a service that only looks like it can show. */
class GcsLakeTest extends ObjectStoreContract {

  private static FakeGcs gcs;

  @BeforeAll
  static void start() {
    gcs = FakeGcs.start();
  }

  @AfterAll
  static void stop() {
    gcs.close();
  }

  @Override
  String root() {
    return "gs://" + FakeGcs.BUCKET;
  }

  @Override
  PipelineOptions options() {
    return options(gcs.token());
  }

  private static PipelineOptions options(String token) {
    GcsOptions options =
        PipelineOptionsFactory.fromArgs("--gcsEndpoint=" + gcs.endpoint()).as(GcsOptions.class);
    options.setGcpCredential(
        GoogleCredentials.create(
            new AccessToken(token, new Date(System.currentTimeMillis() + 3_600_000))));
    return options;
  }

  @Override
  boolean hasChecksums() {
    return true;
  }

  @Override
  List<String> secrets() {
    return List.of(gcs.token());
  }

  @Test
  void missingBucketIsRefused() {
    assertThatThrownBy(
            () ->
                Lakes.read(ParquetLake.at("gs://elsewhere/flights").withEventTime("event_time"))
                    .plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("Cannot list the lake at gs://elsewhere/flights")
        .hasMessageContaining("404 Not Found")
        .hasMessageContaining("; check the bucket, and the application default credentials")
        .hasMessageNotContainingAny(gcs.token(), "\n", "Exception");
  }

  @Test
  void wrongTokenIsRefused() {
    assertThatThrownBy(
            () ->
                Lakes.read(ParquetLake.at(place).withEventTime("event_time"))
                    .plan(options("ya29.wrong")))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("Cannot list the lake at " + place)
        .hasMessageNotContainingAny("ya29", "\n", "Exception");
  }

  @Test
  void footerIsAskedForOnce() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, ROWS);
    put(Files.readAllBytes(lake.files().get(0)), place + "/part.parquet");
    gcs.forgetRequests();

    Lakes.read(ParquetLake.at(place).withEventTime("event_time")).plan(options());

    assertThat(gcs.requests().stream().filter(request -> request.path().contains("alt=media")))
        .hasSize(1);
  }
}
