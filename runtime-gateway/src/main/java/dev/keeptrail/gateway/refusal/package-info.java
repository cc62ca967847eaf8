/** Every way of saying no, and its body. */
@NullMarked
package dev.keeptrail.gateway.refusal;

import org.jspecify.annotations.NullMarked;
