/** Matchers for tests of pipelines. Needs Hamcrest, which is not brought along. */
@NullMarked
package io.beamlambda.capability.hamcrest;

import org.jspecify.annotations.NullMarked;
