/** What the matrix says of a pipeline on a mode, and whether that is good enough to run it. */
@NullMarked
package io.beamlambda.capability.assess;

import org.jspecify.annotations.NullMarked;
