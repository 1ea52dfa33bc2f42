import { REVISION } from "three";

document.documentElement.dataset.three = REVISION;
