/** Probes of the core transforms. */
@NullMarked
package io.beamlambda.capability.probe.core;

import org.jspecify.annotations.NullMarked;
