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
package io.beamlambda.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/**
 * An S3 service inside the JVM: S3Proxy over memory, which checks signatures, on any free port of
 * the loopback interface. It has one bucket, and tells of the requests that it got.
 */
public final class EmbeddedS3 implements AutoCloseable {

  /** The only bucket. */
  public static final String BUCKET = "lake";

  private static final String ACCESS_KEY = "AKIAEMBEDDEDSTORE";
  private static final String SECRET_KEY = "embedded/secret+key/of/the/object/store";

  private final Engine.Server server;
  private final RequestTap tap;

  private EmbeddedS3(Engine.Server server, RequestTap tap) {
    this.server = server;
    this.tap = tap;
  }

  /** Starts a service with an empty bucket. */
  public static EmbeddedS3 start() {
    Engine.Server server = Engine.start("S3Server", ACCESS_KEY, SECRET_KEY, BUCKET);
    try {
      return new EmbeddedS3(server, RequestTap.before(server.port()));
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException(e);
    }
  }

  /** What clients take as the endpoint of the service. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + tap.port());
  }

  /** The only user's access key. */
  public String accessKey() {
    return ACCESS_KEY;
  }

  /** The only user's secret. */
  public String secretKey() {
    return SECRET_KEY;
  }

  /** Requests since the start, or since they were last forgotten, in the order of their coming. */
  public List<Request> requests() {
    return tap.requests();
  }

  /** Forgets the requests so far. */
  public void forgetRequests() {
    tap.forget();
  }

  @Override
  public void close() {
    tap.close();
    server.close();
  }
}
