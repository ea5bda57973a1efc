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
package io.beamlambda.capability;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every mode does with every feature, and why that is known.
 *
 * <p>What probes saw counts before what anybody says. A feature with several probes is as good as
 * the worst of them. What has neither probe nor source is {@link Support#UNVERIFIED}.
 */
public final class Matrix {

  private final Catalogue catalogue;
  private final Map<String, Versions> versions = new HashMap<>();
  private final Map<Key, Cell> cells = new HashMap<>();

  private record Key(String feature, String mode) {}

  private Matrix(Catalogue catalogue, DataFiles files) {
    this.catalogue = catalogue;
    List<Note> notes = list(files, "notes.json", Note[].class);
    List<Documented> documented = list(files, "documented.json", Documented[].class);
    notes.forEach(this::check);
    documented.forEach(this::check);
    for (Mode mode : catalogue.modes()) {
      Optional<EvidenceFile> file = EvidenceFile.load(files, mode.id());
      file.ifPresent(x -> versions.put(mode.id(), x.versions()));
      file.ifPresent(x -> x.probes().forEach(probe -> catalogue.feature(probe.feature())));
      for (Feature feature : catalogue.features()) {
        cells.put(new Key(feature.id(), mode.id()), cell(feature, mode, file, notes, documented));
      }
    }
  }

  /**
   * The matrix that this module ships.
   *
   * @throws IllegalArgumentException if its data names a feature or mode that is not in the
   *     catalogue
   */
  public static Matrix load() {
    return load(DataFiles.shipped(), DataFiles.shipped());
  }

  static Matrix load(DataFiles catalogue, DataFiles evidence) {
    return new Matrix(Catalogue.load(catalogue), evidence);
  }

  /** Its rows and columns. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * What a mode does with a feature.
   *
   * @throws IllegalArgumentException if the catalogue does not know the feature or the mode
   */
  public Cell cell(String featureId, String modeId) {
    Key key = new Key(catalogue.feature(featureId).id(), catalogue.mode(modeId).id());
    return Optional.ofNullable(cells.get(key)).orElseThrow();
  }

  /**
   * With what a mode's probes ran; empty if none did.
   *
   * @throws IllegalArgumentException if the catalogue does not know the mode
   */
  public Optional<Versions> versions(String modeId) {
    return Optional.ofNullable(versions.get(catalogue.mode(modeId).id()));
  }

  private static Cell cell(
      Feature feature,
      Mode mode,
      Optional<EvidenceFile> file,
      List<Note> allNotes,
      List<Documented> allDocumented) {
    List<EvidenceFile.Entry> probes =
        file.stream()
            .flatMap(x -> x.probes().stream())
            .filter(x -> x.feature().equals(feature.id()))
            .toList();
    List<Documented> documented =
        allDocumented.stream()
            .filter(x -> x.feature().equals(feature.id()) && x.mode().equals(mode.id()))
            .sorted(Comparator.comparing(x -> x.evidence().kind()))
            .toList();
    List<Note> notes =
        allNotes.stream()
            .filter(x -> x.feature().equals(feature.id()) && x.modes().contains(mode.id()))
            .toList();
    ProbedCell said =
        applies(feature, mode)
            ? probes.isEmpty() ? said(documented) : ProbedCell.of(probes)
            : new ProbedCell(null, Support.NOT_APPLICABLE);
    List<Evidence> evidence = new ArrayList<>();
    file.ifPresent(x -> probes.forEach(probe -> evidence.add(x.evidence(probe))));
    documented.forEach(x -> evidence.add(x.evidence()));
    return new Cell(
        said.support(),
        said.condition(),
        said.otherwise(),
        notes.stream().map(Note::note).collect(joining(" ")),
        notes.stream().map(Note::workaround).collect(joining(" ")).strip(),
        probes.stream().anyMatch(EvidenceFile.Entry::isFlaky),
        notes.stream().flatMap(x -> x.links().stream()).distinct().toList(),
        evidence);
  }

  /** The strongest kind of source counts, and of its kind the one that says the worst. */
  private static ProbedCell said(List<Documented> documented) {
    Support worst =
        documented.stream()
            .filter(x -> x.kind().equals(documented.get(0).kind()))
            .map(Documented::value)
            .max(Comparator.naturalOrder())
            .orElse(Support.UNVERIFIED);
    return new ProbedCell(null, worst);
  }

  private static boolean applies(Feature feature, Mode mode) {
    return mode.execution() == Execution.BOTH || feature.appliesTo().includes(mode.execution());
  }

  private static <T> List<T> list(DataFiles files, String name, Class<T[]> type) {
    return files.read(name, type).stream().flatMap(Stream::of).toList();
  }

  private void check(Note note) {
    catalogue.feature(note.feature());
    note.modes().forEach(catalogue::mode);
  }

  private void check(Documented entry) {
    catalogue.feature(entry.feature());
    catalogue.mode(entry.mode());
  }
}
