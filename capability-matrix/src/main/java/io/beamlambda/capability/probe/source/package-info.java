/** Probes of bounded and unbounded sources. */
@NullMarked
package io.beamlambda.capability.probe.source;

import org.jspecify.annotations.NullMarked;
