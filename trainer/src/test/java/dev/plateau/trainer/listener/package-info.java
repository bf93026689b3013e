/** Tests of the listener on small networks. */
@NullMarked
package dev.plateau.trainer.listener;

import org.jspecify.annotations.NullMarked;
