/**
 * Random exchanges against a running gateway, judged by what must hold whatever was said: nothing
 * here knows which answer to expect. Everything comes from one seed, which a failure names.
 */
@NullMarked
package dev.keeptrail.gateway.fuzz;

import org.jspecify.annotations.NullMarked;
