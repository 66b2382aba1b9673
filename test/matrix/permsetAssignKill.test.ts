import { killMatrix } from './killMatrix.ts';

killMatrix('permset assign');
