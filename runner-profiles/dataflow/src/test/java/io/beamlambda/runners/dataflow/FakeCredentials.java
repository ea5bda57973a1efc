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

import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.util.Date;
import org.apache.beam.sdk.extensions.gcp.auth.CredentialFactory;
import org.apache.beam.sdk.options.PipelineOptions;

/** A token that opens nothing. */
public final class FakeCredentials implements CredentialFactory {

  private FakeCredentials() {}

  /** For {@code --credentialFactoryClass}. */
  public static FakeCredentials fromOptions(PipelineOptions options) {
    return new FakeCredentials();
  }

  @Override
  public Credentials getCredential() {
    return GoogleCredentials.create(new AccessToken("not-a-token", new Date(Long.MAX_VALUE)));
  }
}
