/** Reports on pipelines and the whole matrix: for terminals, people, builds and other programs. */
@NullMarked
package io.beamlambda.capability.report;

import org.jspecify.annotations.NullMarked;
