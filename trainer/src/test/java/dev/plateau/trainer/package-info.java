/** Tests of the trainer as a whole. */
@NullMarked
package dev.plateau.trainer;

import org.jspecify.annotations.NullMarked;
