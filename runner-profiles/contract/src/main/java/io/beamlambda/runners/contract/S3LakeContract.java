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

import io.beamlambda.stores.EmbeddedS3;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake on S3, and its plan, by the command line; credentials as AWS's default chain finds them.
 */
public abstract class S3LakeContract {

  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  private final StoredFlights flights;

  @TempDir Path directory;

  /**
   * For this many days of flights.
   *
   * @param days 1 to 17
   */
  protected S3LakeContract(int days) {
    flights = new StoredFlights(days);
  }

  @Test
  void lakeOnS3HasTheValuesThatSqlFinds() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      System.setProperty(ACCESS_KEY, s3.accessKey());
      System.setProperty(SECRET_KEY, s3.secretKey());
      flights.areReadExactly(
          "s3://" + EmbeddedS3.BUCKET + "/flights",
          List.of("--awsRegion=us-east-1", "--endpoint=" + s3.endpoint()),
          directory);
    } finally {
      System.clearProperty(ACCESS_KEY);
      System.clearProperty(SECRET_KEY);
    }
  }
}
