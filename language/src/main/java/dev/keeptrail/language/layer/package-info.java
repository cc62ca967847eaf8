/**
 * What a layer takes away from the layers below it: plans are compared, and a table says which way
 * of a setting is the weaker one.
 */
@NullMarked
package dev.keeptrail.language.layer;

import org.jspecify.annotations.NullMarked;
