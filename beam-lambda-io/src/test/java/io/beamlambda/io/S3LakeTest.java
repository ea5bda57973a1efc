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

import io.beamlambda.fixtures.Duck;
import io.beamlambda.stores.EmbeddedS3;
import io.beamlambda.stores.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lakes on S3, with credentials that AWS's default chain finds. */
class S3LakeTest extends ObjectStoreContract {

  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  private static EmbeddedS3 s3;

  @BeforeAll
  static void start() {
    s3 = EmbeddedS3.start();
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);
    s3.close();
  }

  @BeforeEach
  void giveCredentials() {
    System.setProperty(ACCESS_KEY, s3.accessKey());
    System.setProperty(SECRET_KEY, s3.secretKey());
  }

  @Override
  String root() {
    return "s3://" + EmbeddedS3.BUCKET;
  }

  @Override
  PipelineOptions options() {
    return PipelineOptionsFactory.fromArgs("--awsRegion=us-east-1", "--endpoint=" + s3.endpoint())
        .create();
  }

  @Override
  boolean hasChecksums() {
    return true;
  }

  @Override
  List<String> secrets() {
    return List.of(s3.secretKey(), s3.accessKey());
  }

  private void refused(String location, String reason) {
    assertThatThrownBy(
            () -> Lakes.read(ParquetLake.at(location).withEventTime("event_time")).plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("Cannot list the lake at " + location)
        .hasMessageContaining(reason)
        .hasMessageContaining("; check the bucket, the region")
        .hasMessageNotContainingAny(s3.secretKey(), s3.accessKey(), "\n", "Exception");
  }

  @Test
  void missingBucketIsRefused() {
    refused("s3://elsewhere/flights", "(The specified bucket does not exist)");
  }

  @Test
  void wrongSecretIsRefused() {
    System.setProperty(SECRET_KEY, "wrong");

    refused(place, "signature");
  }

  @Test
  void missingCredentialsAreRefused() {
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);

    refused(place, "(Unable to load credentials ");
  }

  @Test
  void planOnABucketThatIsNotThereIsRefused() throws IOException {
    put(bigFile(), place + "/part.parquet");

    assertThatThrownBy(
            () ->
                Lakes.read(ParquetLake.at(place).withEventTime("event_time"))
                    .withPlanLocation("s3://elsewhere/plan.json")
                    .plan(options()))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith(
            "Cannot write the plan to s3://elsewhere/plan.json (The specified bucket does not"
                + " exist)");
  }

  /** Three row groups of six columns, 4 MB each: nothing in them can be compressed. */
  private byte[] bigFile() throws IOException {
    Path file = directory.resolve("big.parquet");
    try (Duck duck = Duck.open()) {
      duck.copyToParquet(
          "SELECT random()::VARCHAR AS key, random() b, TIMESTAMP '2001-01-01' + INTERVAL (i) SECOND"
              + " AS event_time, i AS value, random() d, random() e FROM range(307200) rows(i)",
          file,
          102_400);
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return Files.readAllBytes(file);
  }

  private static List<Request> sent(String method) {
    return s3.requests().stream().filter(request -> request.method().equals(method)).toList();
  }

  @Test
  void planningAsksOnceForEachFooter() throws IOException {
    byte[] content = bigFile();
    for (int i = 0; i < 5; i++) {
      put(content, place + "/part-" + i + ".parquet");
    }
    s3.forgetRequests();

    Lakes.read(ParquetLake.at(place).withEventTime("event_time")).plan(options());

    // The list, and a footer a file; Beam's S3 looks at each file of a list besides.
    assertThat(sent("GET")).hasSize(1 + 5);
    assertThat(sent("HEAD")).hasSize(2 * 5);
    assertThat(s3.requests().stream().mapToLong(Request::responseBytes).sum())
        .isLessThan(5 * (FewRequestsInput.TAIL + 2_000L) + 5_000);
  }

  @Test
  void rowGroupIsReadAtOnce() throws IOException {
    put(bigFile(), place + "/part.parquet");

    assertThat(rangesOfARowGroup()).hasSize(2);
    assertThat(rangesOfARowGroup("b")).hasSize(2);
    // The event time lies between the two, and short gaps are not jumped over.
    assertThat(rangesOfARowGroup("b", "e")).hasSize(2);
    assertThat(sent("HEAD")).hasSize(2);
  }

  @Test
  void rowGroupsOfAFileShareItsFooter() throws Exception {
    put(bigFile(), place + "/part.parquet");
    Plan plan = Lakes.read(ParquetLake.at(place).withEventTime("event_time")).plan(options());
    LakeSource<Event> lane = Lakes.splits(plan, UUID.randomUUID().toString()).get(0);
    s3.forgetRequests();

    int rows = 0;
    try (LakeReader<Event> reader = lane.createReader(options(), null)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        rows += reader.getCurrent().size();
      }
    }

    assertThat(rows).isEqualTo(307_200);
    assertThat(sent("GET")).as("the footer and three row groups").hasSize(1 + 3);
    assertThat(sent("HEAD")).as("before and after each row group").hasSize(2 * 3);
  }

  /** The ranges that are asked for to read the second row group. */
  private List<String> rangesOfARowGroup(String... columns) throws IOException {
    Plan plan =
        Lakes.read(ParquetLake.at(place).withEventTime("event_time").withColumns(columns))
            .plan(options());
    Slice slice = plan.lanes().get(0).slices().get(1);
    s3.forgetRequests();
    try (SliceCursor cursor = SliceCursor.open(slice, plan.lake(), 0, new LastFile())) {
      while (!cursor.atEnd()) {
        cursor.next();
      }
    }
    return sent("GET").stream().map(request -> String.valueOf(request.range())).toList();
  }
}
