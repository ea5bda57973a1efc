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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of slices that one reader reads one after the other.
 *
 * <p>A runner may serialise a source with every checkpoint (the SDF wrapper does, for each bundle),
 * so a lane keeps its serial form, which is a table of files and, for each slice, a few numbers.
 */
final class Lane implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[] encoded;
  private transient volatile @Nullable List<Slice> slices;

  Lane(List<Slice> slices) {
    this.slices = List.copyOf(slices);
    this.encoded = encode(slices);
  }

  List<Slice> slices() {
    List<Slice> known = slices;
    if (known == null) {
      known = decode(encoded);
      slices = known;
    }
    return known;
  }

  long rows() {
    return slices().stream().mapToLong(Slice::rows).sum();
  }

  long bytes() {
    return slices().stream().mapToLong(Slice::bytes).sum();
  }

  /** Everything that the lane is made of. */
  void writeTo(DataOutputStream out) throws IOException {
    out.write(encoded);
  }

  private static byte[] encode(List<Slice> slices) {
    Map<LakeFile, Integer> files = new LinkedHashMap<>();
    for (Slice slice : slices) {
      files.putIfAbsent(slice.file(), files.size());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(files.size());
      for (LakeFile file : files.keySet()) {
        out.writeUTF(file.path());
        out.writeLong(file.size());
        out.writeLong(file.lastModifiedMillis());
      }
      out.writeInt(slices.size());
      for (Slice slice : slices) {
        out.writeInt(files.getOrDefault(slice.file(), -1));
        out.writeInt(slice.rowGroup());
        out.writeLong(slice.rows());
        out.writeLong(slice.bytes());
        out.writeLong(slice.bounds().min());
        out.writeLong(slice.bounds().max());
      }
      // Last, and only if there are any: where there are none, lanes are as they have always been.
      if (files.keySet().stream().anyMatch(file -> file.checksum() != null)) {
        for (LakeFile file : files.keySet()) {
          out.writeUTF(Objects.requireNonNullElse(file.checksum(), ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot encode a lane", e);
    }
    return bytes.toByteArray();
  }

  private static List<Slice> decode(byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      List<LakeFile> files = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        files.add(LakeFile.of(in.readUTF(), in.readLong(), in.readLong()));
      }
      List<Slice> slices = new ArrayList<>();
      int[] indices = new int[in.readInt()];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = in.readInt();
        slices.add(
            Slice.of(
                files.get(indices[i]),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                EventTimeBounds.of(in.readLong(), in.readLong())));
      }
      if (in.available() == 0) {
        return List.copyOf(slices);
      }
      for (int i = 0; i < files.size(); i++) {
        String checksum = in.readUTF();
        files.set(i, files.get(i).withChecksum(checksum.isEmpty() ? null : checksum));
      }
      for (int i = 0; i < indices.length; i++) {
        slices.set(i, slices.get(i).withFile(files.get(indices[i])));
      }
      return List.copyOf(slices);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot decode a lane", e);
    }
  }

  /**
   * Deals slices to at most {@code lanes} lanes, in order of their earliest event, each to the lane
   * with the fewest bytes so far: lanes carry about equal bytes over equal event time.
   */
  static List<Lane> deal(List<Slice> slices, int lanes) {
    int count = Math.max(1, Math.min(lanes, slices.size()));
    List<List<Slice>> hands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hands.add(new ArrayList<>());
    }
    long[] bytes = new long[count];
    for (Slice slice : inEventTimeOrder(slices)) {
      int least = 0;
      for (int i = 1; i < count; i++) {
        if (bytes[i] < bytes[least]) {
          least = i;
        }
      }
      hands.get(least).add(slice);
      bytes[least] += slice.bytes();
    }
    return hands.stream().map(Lane::new).toList();
  }

  private static List<Slice> inEventTimeOrder(List<Slice> slices) {
    List<Slice> ordered = new ArrayList<>(slices);
    ordered.sort(
        Comparator.comparingLong((Slice slice) -> slice.bounds().min())
            .thenComparing(slice -> slice.file().path())
            .thenComparingInt(Slice::rowGroup));
    return ordered;
  }
}
