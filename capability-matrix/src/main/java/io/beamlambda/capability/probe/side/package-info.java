/** Probes of side inputs. */
@NullMarked
package io.beamlambda.capability.probe.side;

import org.jspecify.annotations.NullMarked;
