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

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of the kinds of file systems that lakes and plans are kept in. */
enum StoreKind {
  LOCAL("", "check the path, and that this user may read there"),
  S3(
      "beam-sdks-java-io-amazon-web-services2",
      "check the bucket, the region (--awsRegion) and what AWS's default chain of credentials finds: environment, profile, role"),
  GCS(
      "beam-sdks-java-extensions-google-cloud-platform-core",
      "check the bucket, and the application default credentials of Google Cloud"),
  AZURE(
      "beam-sdks-java-io-azure",
      "check the container, and the credentials of Azure's default chain"),
  /** HDFS, and everything else that goes through Hadoop's file systems. */
  HADOOP(
      "beam-sdks-java-io-hadoop-file-system",
      "check the configuration (HADOOP_CONF_DIR or --hdfsConfiguration), and that this user may read there");

  private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][-a-zA-Z0-9+.]*):/.*");

  private static final Pattern HADOOP_GLOB = Pattern.compile("[\\[\\]{}*?\\\\]");

  private final String module;
  private final String hint;

  StoreKind(String module, String hint) {
    this.module = module;
    this.hint = hint;
  }

  /** The kind that a location, a path or a glob belongs to. */
  static StoreKind of(String location) {
    return switch (scheme(location)) {
      case "file" -> LOCAL;
      case "s3" -> S3;
      case "gs" -> GCS;
      case "azfs" -> AZURE;
      default -> HADOOP;
    };
  }

  private static String scheme(String location) {
    Matcher matcher = SCHEME.matcher(location);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "file";
  }

  /** What to look at when it refuses. */
  String hint() {
    return hint;
  }

  /**
   * Whether reading on to get to a later position is cheaper than going there: stores answer a
   * request after tens of milliseconds, and one that is broken off has already sent megabytes.
   */
  boolean isRemote() {
    return this != LOCAL;
  }

  /**
   * Whether {@code **} in a glob means what it says; Beam's Hadoop file system leaves files out.
   */
  boolean findsRecursively() {
    return this != HADOOP;
  }

  /** What to match to find a file or directory again by the name that the file system gave it. */
  String spec(String path) {
    if (this != HADOOP) {
      return path;
    }
    // Beam's Hadoop file system hands out names percent-encoded, and wants them as they are.
    URI uri = URI.create(path);
    String authority = uri.getRawAuthority();
    return uri.getScheme()
        + ":"
        + (authority == null ? "" : "//" + authority)
        + HADOOP_GLOB.matcher(uri.getPath()).replaceAll("\\\\$0");
  }

  /** One sentence for a file system that Beam does not know. */
  static String unknown(String location) {
    StoreKind kind = of(location);
    String sentence =
        "No file system for %s://: have %s on the class path"
            .formatted(scheme(location), kind.module);
    return kind == HADOOP
        ? sentence + ", and name the cluster by HADOOP_CONF_DIR or --hdfsConfiguration"
        : sentence;
  }
}
