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
package io.beamlambda.pipelines.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {

  private record Named(String name, Duration limit, Callable<List<Finding>> work) implements Check {

    static Named of(String name, Callable<List<Finding>> work) {
      return new Named(name, Duration.ofSeconds(30), work);
    }

    @Override
    public List<Finding> run() throws Exception {
      return work.call();
    }
  }

  private static List<Finding> well(String name) {
    return List.of(Finding.ok(name, "well", "well"));
  }

  @Test
  void findingsComeInTheOrderOfTheChecksWhichRunBesideEachOther() {
    CountDownLatch second = new CountDownLatch(1);
    List<Finding> handedOver = new ArrayList<>();

    List<Finding> findings =
        new Examination(
                List.of(
                    Named.of(
                        "first",
                        () -> {
                          // Would never end if the second one had to wait for it.
                          second.await();
                          return well("first");
                        }),
                    Named.of(
                        "second",
                        () -> {
                          second.countDown();
                          return well("second");
                        })))
            .run(handedOver::add);

    assertThat(findings).extracting(Finding::check).containsExactly("first", "second");
    assertThat(handedOver).isEqualTo(findings);
  }

  @Test
  void aCheckThatHangsBecomesAFaultAndHoldsNobodyBack() {
    List<Finding> findings =
        new Examination(
                List.of(
                    new Named(
                        "hanging",
                        Duration.ofMillis(50),
                        () -> {
                          new CountDownLatch(1).await();
                          return List.of();
                        }),
                    Named.of("other", () -> well("other"))))
            .run(finding -> {});

    assertThat(findings)
        .extracting(Finding::check, Finding::status)
        .containsExactly(tuple("hanging", Status.FAULT), tuple("other", Status.OK));
    assertThat(findings.get(0).found()).isEqualTo("no answer");
  }

  @Test
  void aCheckThatFailsBecomesAFaultWithItsReason() {
    List<Finding> findings =
        new Examination(
                List.of(
                    Named.of(
                        "failing",
                        () -> {
                          throw new IllegalStateException("no more bits");
                        })))
            .run(finding -> {});

    assertThat(findings)
        .singleElement()
        .matches(finding -> finding.status() == Status.FAULT)
        .matches(finding -> finding.found().contains("no more bits"));
  }
}
