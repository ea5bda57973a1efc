@NullMarked
package io.beamlambda.capability.detect;

import org.jspecify.annotations.NullMarked;
