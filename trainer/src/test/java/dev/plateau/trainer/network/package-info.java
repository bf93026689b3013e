/** Tests of the listener on small networks. */
@NullMarked
package dev.plateau.trainer.network;

import org.jspecify.annotations.NullMarked;
