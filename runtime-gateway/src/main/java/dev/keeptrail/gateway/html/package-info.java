/** Pages as trees of elements: what is not an element of ours is text, and cannot become markup. */
@NullMarked
package dev.keeptrail.gateway.html;

import org.jspecify.annotations.NullMarked;
