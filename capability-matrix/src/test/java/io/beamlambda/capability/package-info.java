@NullMarked
package io.beamlambda.capability;

import org.jspecify.annotations.NullMarked;
