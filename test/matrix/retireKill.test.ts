import { killMatrix } from './killMatrix.ts';

killMatrix('retire');
