/** Probes of combiners. */
@NullMarked
package io.beamlambda.capability.probe.combine;

import org.jspecify.annotations.NullMarked;
