@NullMarked
package io.beamlambda.runners.direct;

import org.jspecify.annotations.NullMarked;
