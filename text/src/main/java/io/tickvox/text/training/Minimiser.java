package io.tickvox.text.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/*
 * The two-loop recursion of limited-memory BFGS (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 7.4 and 7.5)
 * with backtracking until the Armijo condition holds. For strictly convex functions, as those here are.
 */

/** Finds the least value of a smooth convex function of many variables. No randomness: the same function, the same answer. */
final class Minimiser {
    private static final int MEMORY = 6;
    private static final double ARMIJO = 1e-4;
    private static final int HALVINGS = 30;

    /** A function with its gradient. */
    interface Function {
        /** The value at {@code point}; leaves the gradient there in {@code gradient}. */
        double at(double[] point, double[] gradient);
    }

    /** The difference of two points and of the gradients there. */
    private record Step(double[] point, double[] gradient, double curvature) {}

    private Minimiser() {}

    /**
     * Where {@code function} is least, starting from 0.
     *
     * @param tolerance to stop where the value falls by less than this fraction in a step
     */
    static double[] minimise(Function function, int variables, double tolerance, int stepsMax) {
        double[] point = new double[variables];
        double[] gradient = new double[variables];
        double value = function.at(point, gradient);
        Deque<Step> steps = new ArrayDeque<>();
        for (int step = 0; step < stepsMax; step++) {
            double[] direction = direction(gradient, steps);
            double slope = dot(direction, gradient);
            double length = steps.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double[] nextPoint = new double[variables];
            double[] nextGradient = new double[variables];
            double next = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < HALVINGS && !(next <= value + ARMIJO * length * slope); halving++) {
                length = halving == 0 ? length : length / 2;
                for (int i = 0; i < variables; i++) {
                    nextPoint[i] = point[i] + length * direction[i];
                }
                next = function.at(nextPoint, nextGradient);
            }
            boolean last = value - next <= tolerance * Math.abs(next);
            if (next < value) {
                remember(steps, point, nextPoint, gradient, nextGradient);
                point = nextPoint;
                gradient = nextGradient;
                value = next;
            }
            if (last) {
                break;
            }
        }
        return point;
    }

    private static void remember(
            Deque<Step> steps, double[] point, double[] nextPoint, double[] gradient, double[] nextGradient) {
        Step oldest = steps.size() == MEMORY ? steps.removeLast() : null;
        double[] moved = oldest == null ? new double[point.length] : oldest.point();
        double[] changed = oldest == null ? new double[point.length] : oldest.gradient();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = nextPoint[i] - point[i];
            changed[i] = nextGradient[i] - gradient[i];
        }
        steps.addFirst(new Step(moved, changed, dot(moved, changed)));
    }

    private static double[] direction(double[] gradient, Deque<Step> steps) {
        double[] direction = gradient.clone();
        double[] shares = new double[steps.size()];
        int at = 0;
        for (Step step : steps) {
            shares[at] = dot(step.point(), direction) / step.curvature();
            add(direction, step.gradient(), -shares[at++]);
        }
        if (!steps.isEmpty()) {
            Step newest = steps.getFirst();
            double scale = newest.curvature() / dot(newest.gradient(), newest.gradient());
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (Iterator<Step> oldestFirst = steps.descendingIterator(); oldestFirst.hasNext(); ) {
            Step step = oldestFirst.next();
            double share = dot(step.gradient(), direction) / step.curvature();
            add(direction, step.point(), shares[--at] - share);
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -direction[i];
        }
        return direction;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] sum, double[] addend, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * addend[i];
        }
    }
}
