@NullMarked
package io.beamlambda.capability.assess;

import org.jspecify.annotations.NullMarked;
