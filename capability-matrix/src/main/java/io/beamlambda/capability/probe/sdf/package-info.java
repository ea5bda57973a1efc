/** Probes of splittable DoFns. */
@NullMarked
package io.beamlambda.capability.probe.sdf;

import org.jspecify.annotations.NullMarked;
