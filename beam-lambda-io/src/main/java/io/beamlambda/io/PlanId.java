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

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.joda.time.Instant;

/** The id of a plan, which is a digest of what the marks of its readers refer to. */
final class PlanId {

  /** Bytes; people compare ids in logs. */
  private static final int LENGTH = 6;

  private PlanId() {}

  static String of(Plan plan) {
    MessageDigest digest = sha256();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      out.writeInt(plan.lanes().size());
      for (Lane lane : plan.lanes()) {
        lane.writeTo(out);
      }
      out.writeLong(plan.lake().fromMillis());
      out.writeLong(plan.lake().endMillis());
      out.writeLong(plan.cutoff().getMillis());
      StreamSpec stream = plan.stream();
      if (stream != null) {
        out.writeUTF(stream.stream().topic());
        out.writeLong(stream.endMillis());
        Instant overlapStart = plan.overlapStart();
        if (overlapStart != null) {
          out.writeLong(overlapStart.getMillis());
        }
        for (StreamRange range : stream.ranges()) {
          out.writeInt(range.partition());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot digest a plan", e);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
