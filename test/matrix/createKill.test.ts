import { killMatrix } from './killMatrix.ts';

killMatrix('create');
