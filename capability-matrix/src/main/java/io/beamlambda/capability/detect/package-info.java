/** Which features of Beam a pipeline uses, found by walking its graph. */
@NullMarked
package io.beamlambda.capability.detect;

import org.jspecify.annotations.NullMarked;
