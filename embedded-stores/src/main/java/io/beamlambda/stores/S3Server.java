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

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** S3Proxy over memory. Runs in the class loader of {@link Engine}, and prints its port. */
final class S3Server implements AutoCloseable {

  private final S3Proxy proxy;
  private final BlobStore objects;

  S3Server(String accessKey, String secretKey, String bucket) throws Exception {
    objects = BlobStores.create("transient-nio2", new Properties());
    objects.createContainer(bucket);
    proxy =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            .build();
    proxy.start();
  }

  @Override
  public String toString() {
    return String.valueOf(proxy.getPort());
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
    objects.close();
  }
}
